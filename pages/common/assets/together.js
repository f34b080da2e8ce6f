// What a run sends comes as one frame of the web socket (pages/common/pacing.py), and is handed on here message by
// message within one task. As frames of their own each is a task, and Streamlit renders the whole page between two.

const SOCKET = "/_stcore/stream", MARK = 0; // no message of Streamlit's begins with a zero byte

// What is said while there is no connection (pages/common/wire.py). A server that was started anew knows nothing of what
// stands here: without a run it would not hear the first click.
const state = document.documentElement.dataset;
let opened = false;
function watch(socket) {
  socket.addEventListener("close", () => { state.connection = "lost"; });
  socket.addEventListener("open", () => {
    delete state.connection;
    if (opened) setTimeout(() => window.dispatchEvent(new PopStateEvent("popstate")), 0);
    opened = true;
  });
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
