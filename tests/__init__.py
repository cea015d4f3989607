"""What Dyspozytor must do, told as conversations, tables and properties."""

from hypothesis import HealthCheck, settings

# No test may fail because the machine is busy.
settings.register_profile("calm", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("calm")
