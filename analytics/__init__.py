"""Answers: one question a module, each a frozen result type, its SQL and one function. No Streamlit here.

How to ask:

    snapshot = open_snapshot(path, decisions)            # data.store
    scope = Scope(years=(2021,), causes=("疫情影响",))     # analytics.scope
    answer = overview(snapshot, scope)                   # analytics.overview

An answer depends on (snapshot.key, scope, further arguments) and nothing else: that is its cache key. Values are
exact decimals and not rounded; None means "not stated". Lists are cut at a limit and carry `total`.

    overview    overview(): Kpis, grades, movement, quadrant, causes, sentences;  kpis: kpis() alone
    projects    project_list(): rows in a chosen order, page by page
    execution   execution(): total, by rate, unspent, adjusted, by source / unit / department, rate bands
    scores      scores(): strip, rates by level, rate bins, full marks;  comparison: compare() 2-5 projects
    strata      strata(): the projects in scope by year, grade and score; kpis, years and grades are added up from them
    levels      level_rates(), level1_rates(), rates_and_bins()
    causes      loss_by_cause()
    deductions  deductions(): causes, levels, matrix, habits, one_offs, page
    losses      deduction_page(): every loss by stretches; deduction() one by id
    project     project(): head, funding, groups of indicators, waterfall, standing;  source_lines()
    search      search(): hits with places
    audit       audit(): findings by rule × severity × state, by project, self against recomputed
    findings    finding_page(): every finding by stretches; finding() one by id
    simulation  simulate() what-if; actions() ranked by what they recover;  plan: what is assumed, and who gains by it
    ledger      ledger(): promised measures with state; did the cause come back
    choices     scope_choices(), facet(): counted choices of the filters
    existing    existing(): which of the names in an address the data holds
    exports     columns(), batches(): the rows behind the screens
    explain     explain(): 解释这个数, every figure from its rows; results list theirs with figures()
    figures     pure functions: result → a Plotly figure as its plain spec
"""
