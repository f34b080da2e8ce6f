// What a run sends comes as one frame of the web socket (pages/common/pacing.py), and is handed on here message by
// message within one task. As frames of their own each is a task, and Streamlit renders the whole page between two.

const SOCKET = "/_stcore/stream", MARK = 0; // no message of Streamlit's begins with a zero byte

// What is said while there is no connection (pages/common/wire.py). A server that was started anew knows nothing of what
// stands here and would not hear the first click: it is asked for a run, and until that has ended nothing else is said.
const said = document.documentElement.dataset;
const runs = () => document.querySelector('[data-testid="stApp"]')?.dataset.testScriptState !== "notRunning";
let opened = false;
function watch(socket) {
  socket.addEventListener("close", () => { said.connection = "lost"; });
  socket.addEventListener("open", () => {
    if (opened) setTimeout(caughtUp, 0, socket);
    opened = true;
  });
}

function caughtUp(socket) {
  window.dispatchEvent(new PopStateEvent("popstate"));
  const until = performance.now() + 5000;
  let running = false;
  const look = () => {
    running ||= runs();
    if (socket.readyState !== WebSocket.OPEN) return;
    if ((running && !runs()) || performance.now() > until) delete said.connection;
    else setTimeout(look, 20);
  };
  look();
}

window.WebSocket = class extends window.WebSocket {
  #together = false;

  constructor(url, ...given) {
    const address = new URL(url, window.location.href), together = address.pathname.endsWith(SOCKET);
    if (together) address.searchParams.set("together", "1");
    super(together ? address.href : url, ...given);
    this.#together = together;
    if (together) watch(this);
  }

  addEventListener(type, listener, ...given) {
    const heard = this.#together && type === "message" ? (event) => each(event.data, listener, this) : listener;
    super.addEventListener(type, heard, ...given);
  }
};

function each(data, listener, socket) {
  for (const message of messages(data)) listener.call(socket, new MessageEvent("message", { data: message }));
}

function* messages(data) {
  if (!(data instanceof ArrayBuffer) || new Uint8Array(data)[0] !== MARK) {
    yield data;
    return;
  }
  const view = new DataView(data);
  for (let from = 5, end; from <= data.byteLength; from = end + 4) {
    end = from + view.getUint32(from - 4);
    yield data.slice(from, end);
  }
}
