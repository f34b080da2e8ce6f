"""What a build has to say: counted while documents pass, printed in Chinese at the end."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from data.form.level_problems import LEVEL_DOUBTS
from data.form.sentences import named
from data.intake.assessed import AssessedDocument, AssessedForm

_CELL_KINDS = {
    "record": "读入记录",
    "label": "指标标签",
    "title": "标题",
    "header": "表头",
    "filing_notes": "填报注意事项",
    "redundant": "重复单元格",
    "page_furniture": "页码等版面文字",
    "unread": "未读",
}
_SEVERITIES = {"must_fix": "必改", "check": "需核实", "note": "提示"}
_SHOWN = 20


@dataclass(slots=True)
class Summary:
    """Counts over the documents of a build. `marked` are the documents and forms that make the exit code 1.

    Forms are counted as the snapshot holds them: one filed again word for word is only `repeated`, and a file of the
    very bytes of another one of `other_names`. `doubted` are the balanced forms in which the level of some row is not
    sure.
    """

    other_names: int = 0
    documents: int = 0
    forms: int = 0
    balanced: int = 0
    doubted: int = 0
    indicators: int = 0
    repeated: int = 0
    marked_documents: int = 0
    cells: Counter[str] = field(default_factory=Counter)
    sentences: list[str] = field(default_factory=list)

    def count(self, document: AssessedDocument, kept: Sequence[AssessedForm]) -> None:
        """Count one document and those of its forms that the snapshot keeps."""
        self.documents += 1
        self.forms += len(kept)
        self.repeated += len(document.forms) - len(kept)
        self.cells.update(document.usage or {})
        must_fix = [finding for finding in document.findings if finding.severity == "must_fix"]
        self.marked_documents += bool(must_fix)
        self.sentences += [f"{document.file_name}：{finding.message}" for finding in must_fix]
        for assessed in kept:
            form = assessed.form
            self.balanced += form.balanced
            self.doubted += form.balanced and any(finding.rule in LEVEL_DOUBTS for finding in assessed.findings)
            self.indicators += len(form.indicators)
            if not form.balanced:
                where = f"{document.file_name} 第{form.first_line}行起“{named(form.name)}”"
                reasons = [
                    f.message for f in assessed.findings if f.rule.startswith("reading.") and f.severity == "must_fix"
                ]
                self.sentences.append(f"{where}：{reasons[0] if reasons else '表内数字合不上。'}")

    def lines(self, findings: Counter[str], superseded: int) -> list[str]:
        """The summary, one line each; `findings` by severity as written."""
        parts = "，".join(f"{word} {findings[kind]:,}" for kind, word in _SEVERITIES.items())
        kinds = [*_CELL_KINDS, *sorted(set(self.cells) - set(_CELL_KINDS))]
        cells = "，".join(f"{_CELL_KINDS.get(kind, kind)} {self.cells[kind]:,}" for kind in kinds)
        unreadable = f"，其中有问题 {self.marked_documents:,} 份" if self.marked_documents else ""
        doubted = f"（其中指标归类存疑 {self.doubted:,} 张）" if self.doubted else ""
        kept = f"；被较新文件取代 {superseded:,} 张，不计入汇总" if superseded else ""
        return [
            f"文件 {self.documents:,} 份{unreadable}；自评表 {self.forms:,} 张，指标 {self.indicators:,} 条{kept}",
            *self._repeats(),
            f"数字合得上 {self.balanced:,} 张{doubted}，合不上 {self.forms - self.balanced:,} 张",
            f"发现 {sum(findings.values()):,} 条（{parts}）",
            f"单元格 {sum(self.cells.values()):,} 个：{cells}",
            *self.problems(),
        ]

    def _repeats(self) -> list[str]:
        """What was filed again without a change, in one line; none when nothing was."""
        files = f"与别的文件逐字节相同的文件 {self.other_names:,} 份" if self.other_names else ""
        forms = f"内容完全相同的自评表 {self.repeated:,} 张" if self.repeated else ""
        said = "，".join(filter(None, (files, forms)))
        return [f"重复报送，只计一次：{said}"] if said else []

    def problems(self) -> list[str]:
        """What was marked, a sentence each."""
        more = len(self.sentences) - _SHOWN
        return [
            *(f"  ! {' '.join(text.split())}" for text in self.sentences[:_SHOWN]),
            *([f"  ! 另有 {more:,} 处，见快照的 finding 表。"] if more > 0 else []),
        ]

    @property
    def marked(self) -> bool:
        """Whether some form or document was not read or does not balance."""
        return self.marked_documents > 0 or self.balanced < self.forms
