"""Scores of the self-evaluation: formulas, rule packs, weights, lights and scoring schemes.

Met and score are two functions: `verdict.judge` holds the operator strictly, a score follows the formula of
the rule pack in force. Nothing here is stored; points are made anew from figures and pack each time.
"""
