#!/bin/sh
# The browser tests need a Chromium and a Chinese font. Installs Debian's where they are missing and it may;
# otherwise says what to install.
set -eu

have_browser() {
    [ -n "${CHROMIUM:-}" ] && return 0
    [ -x /usr/bin/chromium ] && return 0
    ls -d "$HOME"/.cache/ms-playwright/chromium-* "$HOME"/Library/Caches/ms-playwright/chromium-* >/dev/null 2>&1
}
have_font() {
    [ "$(uname)" = Darwin ] && return 0
    command -v fc-list >/dev/null 2>&1 && [ -n "$(fc-list :lang=zh)" ]
}

if have_browser && have_font; then exit 0; fi
if command -v apt-get >/dev/null 2>&1; then
    as_root=""
    if [ "$(id -u)" -ne 0 ]; then
        sudo -n true 2>/dev/null && as_root="sudo -n" || as_root="no"
    fi
    if [ "$as_root" != no ]; then
        echo "安装浏览器测试所需的 chromium 与 fonts-noto-cjk ..."
        $as_root apt-get update -qq
        DEBIAN_FRONTEND=noninteractive $as_root apt-get install -y -qq --no-install-recommends chromium fonts-noto-cjk fontconfig >/dev/null
        exit 0
    fi
    echo "浏览器测试需要 chromium 与 fonts-noto-cjk,请运行:sudo apt-get install chromium fonts-noto-cjk" >&2
    exit 1
fi
if .venv/bin/python -m playwright install chromium; then exit 0; fi
echo "浏览器测试需要 Chromium:请安装 Chrome 或 Chromium,并令环境变量 CHROMIUM 指向其可执行文件。" >&2
exit 1
