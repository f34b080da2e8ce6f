"""Filings of three years around the real one of 2021: what a bureau has after some years, and what goes wrong in it.

2020 and 2022 file some projects of 2021 again. In 2022 one form was filed twice with different contents, one does
not add up, one states no scores, one has full marks everywhere, one has no budget, two have hundreds of millions.
"""

from pathlib import Path

BUREAU, INSTITUTE = "北京市应急管理局", "北京市安全生产科学技术研究院"
ROOT = Path(__file__).parents[2]
NO_SURVEY = "未开展满意度调查，以后年度将组织满意度调查"
EPIDEMIC = "受疫情影响，部分工作未能按计划完成，下一步加强统筹"
LONG = "面向超大城市安全风险综合监测预警的多源异构数据融合治理与智能推送服务关键技术研发及示范应用（三期）项目"
_SOURCES = ("其中:财政拨款", "上年结转资金", "其他资金")


def form(
    year: int,
    name: str,
    *,
    money: tuple[str, str, str] = ("20", "20", "20"),
    rate: str = "100.00%",
    execution: str = "10.00",
    output: str = "50.00",
    benefit: str = "30.00",
    satisfied: str = "10.00",
    total: str = "100.00",
    reason: str = "",
    unsatisfied: str = "",
    unit: str = INSTITUTE,
) -> list[str]:
    """One form: 执行 10, 数量 50, 社会效益 30, 满意度 10 points; '' leaves a score or the total blank."""
    amounts = "\t".join(f"{float(each):.6f}" for each in money)
    rest = "\t".join(["0.000000"] * 3)
    return [
        "项目支出绩效自评表",
        "",
        f"({year}年度)",
        "",
        f"项目名称\t\t{name}\t\t\t\t\t",
        f"主管部门\t\t{BUREAU}\t\t实施单位\t{unit}\t\t",
        "项目负责人\t\t王某\t\t联系电话\t55550000\t\t",
        "项目资金 (万元)\t\t年初预算数\t全年预算数\t全年执行数\t分值\t执行率\t得分",
        f"\t年度资金总额:\t{amounts}\t10.00\t{rate}\t{execution}",
        f"\t{_SOURCES[0]}\t{amounts}\t——\t{rate}\t——",
        f"\t{_SOURCES[1]}\t{rest}\t——\t——\t——",
        f"\t{_SOURCES[2]}\t{rest}\t——\t——\t——",
        "年度总体目标\t预期目标\t\t\t实际完成情况\t\t\t",
        "\t做好工作\t\t\t做好了工作\t\t\t",
        "一级指标\t二级指标\t三级指标\t年度指标值(A)\t实际完成值(B)\t分值\t得分\t偏差原因分析及改进措施",
        f"产出指标 (50分)\t数量指标\t完成检查数量\t≥100次\t90次\t50.00\t{output}\t{reason}",
        f"效益指标 (30分)\t社会效益指标\t提升管理水平\t效益显著\t效益显著\t30.00\t{benefit}\t",
        f"满意度指标 (10分)\t服务对象满意度指标\t服务对象满意度\t≥90%\t95%\t10.00\t{satisfied}\t{unsatisfied}",
        f"总分:\t\t\t\t\t100.00\t{total}\t——",
        "",
    ]


FILES: dict[str, list[list[str]]] = {
    "2020/self-evaluation-2020.txt": [
        form(2020, "危险化学品登记", satisfied="8.00", total="98.00", unsatisfied=NO_SURVEY),
        form(2020, "应急管理关键技术研发", output="44.00", total="94.00", reason=EPIDEMIC),
        form(
            2020,
            "特种作业人员安全技术考核考务费",
            money=("9000", "12500.5", "12000"),
            rate="96.00%",
            execution="9.60",
            total="99.60",
        ),
    ],
    "2022/self-evaluation-2022.txt": [
        form(2022, "危险化学品登记", satisfied="7.00", total="97.00", unsatisfied=NO_SURVEY),
        form(2022, "应急管理关键技术研发", money=("30", "30", "15"), rate="50.00%", execution="5.00", total="95.00"),
        form(
            2022,
            "特种作业人员安全技术考核考务费",
            money=("100000", "123456.78", "120000"),
            rate="97.20%",
            execution="9.72",
            output="48.00",
            total="97.72",
            reason=EPIDEMIC,
        ),
        form(2022, "城市安全风险监测", money=("15000", "15000", "15000")),
        form(2022, "合不上的项目", output="40.00", benefit="20.00", total="95.00", reason=EPIDEMIC),
        form(2022, "没有得分的项目", execution="", output="", benefit="", satisfied="", total=""),
        form(2022, "没有预算的项目", money=("0", "0", "0"), rate="——", execution="10.00"),
        form(2022, LONG, output="20.00", total="70.00", reason=EPIDEMIC, unit="另一个单位"),
        form(2022, "<b>培训</b>", benefit="0.00", total="70.00", unit="另一个单位"),
        form(2022, "重复报送的项目", output="45.00", total="95.00", reason=EPIDEMIC),
    ],
    "2022/z-later.txt": [form(2022, "重复报送的项目", output="30.00", total="80.00", reason=EPIDEMIC)],
}


def write_filings(folder: Path) -> Path:
    """The documents of all three years in a folder, the real filing among them."""
    real = "2021/self-evaluation-2021.txt"
    whole = {name: "\n".join(line for form in forms for line in form).encode() for name, forms in FILES.items()}
    whole[real] = (ROOT / "data/documents" / real).read_bytes()
    for name, content in whole.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return folder
