"""Causes by whether the filer can do something about them; on its own, since explanations need it too."""

EXECUTION_CAUSE = "预算执行不足"
# What no action of the filer undoes for the same year: money that was not spent, an epidemic, or no reason at all.
NOT_RECOVERABLE = (EXECUTION_CAUSE, "疫情影响", "未说明原因", "其他")
