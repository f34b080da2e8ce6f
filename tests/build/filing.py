"""Small filings for tests of the build: one plain form as text, and folders of them."""

import os
from collections.abc import Iterable
from pathlib import Path

REAL = Path(__file__).parents[2] / "data" / "documents"


def form_text(
    name: str = "甲项目",
    year: int = 2021,
    score: str = "9.00",
    reason: str = "受疫情影响，进度滞后。后续加强统筹",
    total: str | None = None,
    actual: str = "11月30日",
    department: str = "某局",
) -> str:
    """One form that balances (unless `total` says otherwise): only its 进度 row loses points, 10.00 − score."""
    printed = total if total is not None else f"{90 + float(score):.2f}"
    lines = [
        "项目支出绩效自评表",
        "",
        f"({year}年度)",
        "",
        f"项目名称\t\t{name}\t\t\t\t\t",
        f"主管部门\t\t{department}\t\t实施单位\t某院\t\t",
        "项目负责人\t\t王某\t\t联系电话\t55550000\t\t",
        "项目资金 (万元)\t\t年初预算数\t全年预算数\t全年执行数\t分值\t执行率\t得分",
        "\t年度资金总额:\t10.000000\t10.000000\t10.000000\t10.00\t100.00%\t10.00",
        "\t其中:财政拨款\t10.000000\t10.000000\t10.000000\t——\t100.00%\t——",
        "\t上年结转资金\t0.000000\t0.000000\t0.000000\t——\t——\t——",
        "\t其他资金\t0.000000\t0.000000\t0.000000\t——\t——\t——",
        "年度总体目标\t预期目标\t\t\t实际完成情况\t\t\t",
        "\t做好工作\t\t\t做好了工作\t\t\t",
        "一级指标\t二级指标\t三级指标\t年度指标值(A)\t实际完成值(B)\t分值\t得分\t偏差原因分析及改进措施",
        "产出指标 (50分)\t数量指标\t完成报告数量\t3份\t3份\t15.00\t15.00\t",
        "\t质量指标\t报告验收\t通过验收\t通过验收\t15.00\t15.00\t",
        f"\t进度指标\t完成时间\t11月底前完成\t{actual}\t10.00\t{score}\t{reason}",
        "\t成本指标\t项目预算控制数\t10万元\t10万元\t10.00\t10.00\t",
        "效益指标 (30分)\t社会效益指标\t提升管理水平\t效益显著\t效益显著\t30.00\t30.00\t",
        "满意度指标 (10分)\t服务对象满意度指标\t服务对象满意度\t≥90%\t95%\t10.00\t10.00\t",
        f"总分:\t\t\t\t\t100.00\t{printed}\t——",
        "",
    ]
    return "\n".join(lines)


def write(folder: Path, name: str, content: str | bytes, modified: int | None = None) -> Path:
    """A file in the folder; `modified` are seconds of its last change."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
    if modified is not None:
        os.utime(path, (modified, modified))
    return path


def arguments(folders: Iterable[Path], *rest: object) -> list[str]:
    """A command line for the build."""
    given: list[str] = []
    for folder in folders:
        given += ["--documents", str(folder)]
    return [*given, *map(str, rest)]
