"""The only place that knows SQL: tables, one file per aggregate, migrations."""
