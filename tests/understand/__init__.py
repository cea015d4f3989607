"""Words to meaning: tables of what the language and the forms of numbers do, properties, and unseen sets."""
