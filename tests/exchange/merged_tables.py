"""Drawn tables as workbooks and Word documents with merged cells: `<` goes on to the left, `^` from above."""

from __future__ import annotations

from pathlib import Path

from docx import Document as WordDocument
from openpyxl import Workbook


def cells_of(drawn: str) -> list[list[str]]:
    """The cells of a drawn table, every row as long as the longest."""
    rows = [[cell.strip() for cell in line.split("|")] for line in drawn.strip().splitlines()]
    width = max(len(row) for row in rows)
    return [row + [""] * (width - len(row)) for row in rows]


def spans(cells: list[list[str]]) -> list[tuple[int, int, int, int]]:
    """First row, first column, last row and last column of every merged range, counted from 0."""
    found = []
    for r, row in enumerate(cells):
        for c, text in enumerate(row):
            if text in "<^" and text:
                continue
            right = c
            while right + 1 < len(row) and row[right + 1] == "<":
                right += 1
            low = r
            while low + 1 < len(cells) and all(one == "^" for one in cells[low + 1][c : right + 1]):
                low += 1
            if (low, right) != (r, c):
                found.append((r, c, low, right))
    return found


def workbook(drawn: str, path: Path) -> Path:
    """The table as a workbook."""
    cells = cells_of(drawn)
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for r, row in enumerate(cells, 1):
        for c, text in enumerate(row, 1):
            if text not in ("", "<", "^"):
                cell = sheet.cell(r, c, text)
                cell.data_type = "s"
    for top, left, low, right in spans(cells):
        sheet.merge_cells(start_row=top + 1, start_column=left + 1, end_row=low + 1, end_column=right + 1)
    book.save(path)
    return path


def word(drawn: str, path: Path) -> Path:
    """The table as a Word document."""
    cells = cells_of(drawn)
    document = WordDocument()
    table = document.add_table(len(cells), len(cells[0]))
    for top, left, low, right in spans(cells):
        table.cell(top, left).merge(table.cell(low, right))
    for r, row in enumerate(cells):
        for c, text in enumerate(row):
            if text not in ("", "<", "^"):
                table.cell(r, c).text = text
    document.save(str(path))
    return path


SELF_EVALUATION = """
项目支出绩效自评表|<|<|<|<|<|<|<|<
（2023年度）|<|<|<|<|<|<|<|<
项目名称|<|渡口安全设施改造|<|<|<|<|<|<
主管部门|<|云岭县交通运输局|<|<|实施单位|<|云岭县地方海事处|<
项目资金（万元）|<|<|年初预算数|全年预算数|全年执行数|分值|执行率|得分
^|年度资金总额：|<|120.5|118|112.1|10|95.00%|9.5
^|其中：本年财政拨款|<|100|100|96.1|—||—
^|其他资金|<|20.5|18|16|—||—
年度总体目标|预期目标|<|<|<|实际完成情况|<|<|<
^|改造渡口12处。|<|<|<|已改造渡口11处。|<|<|<
绩效指标|一级指标|二级指标|三级指标|年度指标值|实际完成值|分值|得分|偏差原因分析及改进措施
^|产出指标(50分)|数量指标|改造渡口数|≥12处|11处|20|18.33|一处征地未完成
^|^|^|更新标志牌|≥30块|30块|10|10|
^|^|质量指标|验收合格率|=100%|100%|20|20|
^|效益指标(30分)|社会效益指标|渡运事故起数|0起|0|30|30|
^|满意度指标(10分)|服务对象满意度指标|群众满意度|≥95%|96%|10|10|
总分|<|<|<|<|<|100|97.83|
注：得分为自评得分。|<|<|<|<|<|<|<|<
"""
