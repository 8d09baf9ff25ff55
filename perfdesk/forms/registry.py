"""The forms this version knows. A new form is a new entry here and nothing else."""

from perfdesk.domain.form_kind import FormKind
from perfdesk.forms.form import Form
from perfdesk.forms.monitoring import MONITORING
from perfdesk.forms.progress_disclosure import PROGRESS_DISCLOSURE
from perfdesk.forms.self_evaluation import SELF_EVALUATION
from perfdesk.forms.target_application import TARGET_APPLICATION
from perfdesk.forms.target_summary import TARGET_SUMMARY

FORMS: dict[FormKind, Form] = {
    form.kind: form
    for form in (TARGET_SUMMARY, PROGRESS_DISCLOSURE, TARGET_APPLICATION, MONITORING, SELF_EVALUATION)
}
