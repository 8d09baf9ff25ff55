"""A clean document for the tests of the command line."""

SUMMARY_TEXT = (
    "项目绩效目标汇总表\n\n"
    "序号\t项目名称\t项目概况\t本年预算金额 (万元)\t年度绩效目标\t核心绩效指标\t\t\t\n"
    "\t\t\t\t\t指标名称\t运算符\t单位\t年度目标值\n"
    "1\t图书购置\t购书\t120.5\t新增图书3000册。\t新增图书\t≥\t册\t3000\n"
    "\t\t\t\t\t读者满意度\t≥\t%\t90\n"
)
