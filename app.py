"""The dashboard as an ASGI application: `streamlit run app.py`."""

import streamlit as st

from pages.common.exports import export_routes
from pages.common.wire import asset_routes, lifespan, middleware

app = st.App(
    "pages/main.py",
    routes=[*asset_routes(), *export_routes()],
    middleware=middleware(),
    lifespan=lifespan,
)

if __name__ == "__main__":
    app.run()
