#!/bin/sh
# Запуск sferum_docs на Linux: sh start.sh
# Любая команда: sh start.sh back, sh start.sh backup, sh start.sh serve --lan
cd "$(dirname "$0")" || exit 1
good='import sys, venv, sqlite3, ssl; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))'
for python in python3 python3.13 python3.12 python3.11 /usr/bin/python3; do
    if command -v "$python" >/dev/null 2>&1 && "$python" -c "$good" >/dev/null 2>&1; then
        exec "$python" run.py "$@"
    fi
done
cat <<'TEXT'
Не найден Python версии 3.11, 3.12 или 3.13, а программа работает на нём.

Что сделать:
  Astra Linux 1.8, Debian 12 и 13:  Python уже есть на установочном диске: sudo apt install python3
  Astra Linux 1.7, Debian 11 и старше: в системе более старый Python; нужна более новая система.
  Другой Linux: установите Python 3.11, 3.12 или 3.13 из репозитория своей системы.

Потом запустите снова: sh start.sh
TEXT
exit 1
