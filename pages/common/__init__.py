"""What all screens share. A screen is a script of 30 to 80 lines: view → one analytics call → empty state → cards.

    from analytics.overview import overview
    from pages.common import cached, cards, formats
    from pages.common.cards import Piece, Tile
    from pages.common.chart import chart
    from pages.common.empty_scope import no_projects
    from pages.common.table import Column, Row, number_cell, table
    from pages.common.view import view
    from pages.common.why import Why, filled
    from pages.common.words import _, counted

    shown = view()                                    # .snapshot .scope .language, all from the address
    why = Why(shown)
    answer = cached.answer(overview, shown.snapshot, shown.scope)
    cards.head(_("总览"), why.counted("{n} 个项目", answer.kpis.projects, "projects"))
    if not answer.kpis.projects:
        no_projects(shown, "overview")
    note = filled(_("按预算加权 {n}"), n=why(formats.points(…), "weighted_mean_score"))
    cards.tiles([Tile(_("平均总分"), formats.points(…), note, href=why.address("mean_score"))])
    cards.strip([[_("最需关注："), Piece(name, "strong"), Piece(_("看项目"), href=shown.link("project", id=…))]])
    left, right = cards.columns(1.32, 1)
    with left, cards.card(_("分丢在哪里？"), answer_sentence, figures=[why.named(_("扣分合计"), text, "points_lost")]):
        chart(figure, "causes", about=sentence, link=shown.narrowed_link("deductions", "causes"))   # or on_click=…
    table([Row([name, number_cell(score, formats.points(score))], href=shown.link("project", id=…))],
          [Column(_("项目")), Column(_("总分"), number=True, figure=why.of_row("mean_score", "project"))],
          "projects", about=sentence)       # rows need id=project_id for that

Texts of filings: give them as plain str to cards, table and chart's customdata; they are escaped there. Never put
one into st.markdown or an f-string of HTML. Texts inside a figure (annotations, text traces) the figure escapes.

* view.py      view() → View; shown.link(page, **screen parameters), shown.narrowed(page, field=value) are addresses
               that keep scope and language; any <a href> with one navigates without a reload. go(scope) and
               narrow(field=…) change the scope of this screen from a callback. parameter("id") reads a screen's
               own parameter; a new one is added to SCREEN_KEYS in address.py,
               and what it may say to own_parameters.py, so that nonsense in it is told.
* why.py       Why(shown): every number that a screen computes is a link to its explanation (explain.py draws it,
               explained_rows.py words it); tests/pages/test_explain.py opens all of them and finds those without.
               A new figure is a measure of analytics/explain/catalogue with words in analytics/explain/words.
* cached.py    answer(question, snapshot, scope, *arguments): kept until snapshot, decisions or scope change.
* words.py     `_("中文")` (never inside an f-string: catalogue tools do not look there), counted("{n} 个项目", n),
               translator() for figures; English in
               pages/locale/en/LC_MESSAGES/*.po (one file a screen avoids conflicts; all are read).
* board.py     what the following draw is gathered and goes out as one element at the end of the run (main.py). A widget
               of Streamlit stands within `with plain():`, with the whole card around it; stop() ends a run early.
* cards.py     head, tiles, strip, card, note, notice, empty, columns. Piece(text, tone, href) colours and links.
* empty_scope.py  no_projects(): where the filters leave none, says so and ends the run.
* chart.py     chart(figure, key, about=…, link=… | on_click=…): marks with customdata can be clicked, by keys too.
* table.py     table(rows, columns, key, about=…): href rows, group rows, tint, <mark> pieces, bars, window() for SQL.
* places.py    ?rows=: the page and the order of such lists in the address, which window() reads.
* formats.py   money 万元/亿元, points (lost: no minus), percent, fixed, text; None is 未填写, zero 0.00, blank() is —.
* box.py       box(label, placeholder, list_key=…): a search box whose text is ?q= of the address.
* dated.py     dated(shown, rows), with_year(shown, name, year): a project's name with its year in a scope of several.
* lists.py     shown_window(key, total, size) for SQL, marked(text, evidence) → pieces for Cell.
* source.py    source(lines, key, about=…, marked=, reveal=): the document's own text, scrolled to a line.
* downloads.py csv/xlsx of what is shown and links to the streamed exports of the whole scope.
* shared.py    what most addresses of a screen have in common, sent once by the board.
* scope_bar.py, address.py, connection.py, assets.py, wire.py, exports.py are the shell's.

A screen that would grow over 120 lines keeps its cards in pages/parts/<screen>_<part>.py, used by it alone.

Keys of charts and tables are unique on their screen and never change with the data: that is what makes them redraw
without a flash. Few elements a screen: every st.* call costs the browser one to five milliseconds (hence the board).
"""
