"""Fill in the form of a decision and press one of its buttons, as a person does."""

from streamlit.testing.v1 import AppTest


def decide(app: AppTest, form: str, button: int | str, who: str = "李审核", why: str = "", chosen: str = "") -> AppTest:
    """form: 'decide.finding_state.<id>'; button: the number of the choice, or 'undo'."""
    app.text_input(key=f"{form}.who").input(who)
    app.text_area(key=f"{form}.why").input(why)
    if chosen:
        app.selectbox(key=f"{form}.asked").select(chosen)
    app.button(key=f"{form}.{button}").click()
    app.run()
    assert not app.exception
    return app
