# Short names for what ./run does.
.PHONY: start setup test demo bench torture-mute torture-log torture-power torture-import torture-phone lint \
	screenshots translations manual icons deb deb-twice clean

start:
	./run
setup test demo bench torture-mute torture-log torture-power torture-import torture-phone lint screenshots deb \
		deb-twice:
	./run $@
translations: setup
	.venv/bin/python packaging/translations.py
manual: setup
	.venv/bin/python packaging/manual.py
icons: setup
	.venv/bin/python packaging/icons.py
clean:
	rm -rf .venv build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis resources/translations/*/
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
