# Steps of `run.py deb --check`: each a sentence and what is done in the bare system; the first that fails ends the trial.
as_program() {
    PY=$(python3 -c 'import sys; print("%d.%d" % sys.version_info[:2])')
    P=/usr/lib/sferum-docs
    setpriv --reuid=sferum-docs --regid=sferum-docs --init-groups env HOME=/var/lib/sferum-docs INSTANCE_PATH=/var/lib/sferum-docs/instance \
        PYTHONPATH=$P:$P/packages/$PY:$P/packages/common python3 -s -c "$1"
}
database=/var/lib/sferum-docs/instance/sferum_docs.sqlite3
ask() { python3 -c "import sqlite3; print(sqlite3.connect('$database').execute('select $1').fetchone()[0])"; }
revision() { ask "version_num from alembic_version"; }
copies() { ls /var/lib/sferum-docs/instance/backups 2>/dev/null | wc -l; }
opens() {
    python3 -c '
import time, urllib.request
for _ in range(600):
    try:
        print(urllib.request.urlopen("http://127.0.0.1:8321/sign-in", timeout=30).status); break
    except OSError: time.sleep(0.2)
' | grep -q 200
}
serves() {
    sferum-docs serve --port 8321 >/tmp/served 2>&1 & pid=$!
    opens; code=$?
    kill $pid; wait $pid 2>/dev/null; return $code
}
back_one="from app import create_app
from sferum_docs.store.migrate import config
from sferum_docs.store.database import db
from alembic import command
with create_app().app_context():
    with db.engine.begin() as connection:
        settings = config()
        settings.attributes['connection'] = connection
        command.downgrade(settings, '-1')
"

### ставится без сети
dpkg -i /old.deb >/tmp/said 2>&1 && dpkg -s sferum-docs | grep -q 'Status: install ok installed'

### свой пользователь без входа, папка данных закрыта
getent passwd sferum-docs | grep -q nologin &&
    [ $(stat -c %a:%U /var/lib/sferum-docs) = 700:sferum-docs ]

### настройки читает только служба
[ $(stat -c %a:%G /etc/sferum-docs/sferum-docs.env) = 640:sferum-docs ]

### doctor отвечает
sferum-docs doctor > /tmp/doctor; grep -q 'Python' /tmp/doctor

### первый комплект
sferum-docs demo --out /var/lib/sferum-docs/out | grep -q 'Расхождений файлов с комплектом: 0'

### показательная школа загружена
sferum-docs load-demo

### страницы открываются
serves

### данные принадлежат службе и закрыты
[ -z "$(find /var/lib/sferum-docs ! -user sferum-docs -o -perm /077 ! -type l | grep -v /out)" ]

### программу служба изменить не может
! setpriv --reuid=sferum-docs --regid=sferum-docs --init-groups touch /usr/lib/sferum-docs/app.py 2>/dev/null

### другому пользователю отказано словами
setpriv --reuid=nobody --regid=nogroup --clear-groups sferum-docs doctor 2>&1 | grep -q 'sudo sferum-docs doctor'

### служба и ночная копия включены
[ -L /etc/systemd/system/multi-user.target.wants/sferum-docs.service ] &&
    [ -L /etc/systemd/system/timers.target.wants/sferum-docs-backup.timer ]

### ночная копия
sferum-docs backup --nightly $(sed -n 's/^NIGHTLY=//p' /etc/sferum-docs/sferum-docs.env) &&
    copies | grep -qx 1

### под программой, открытой не службой, ничего не меняется
sferum-docs serve --port 8321 >/tmp/served 2>&1 & pid=$!
opens && ! dpkg -i /new.deb >/tmp/said 2>&1 && grep -q 'Остановите её и повторите' /tmp/said &&
    dpkg -s sferum-docs | grep -q '^Version: .*check' && dpkg -s sferum-docs | grep -q 'Status: install ok installed' && opens
code=$?; kill $pid; wait $pid; [ $code = 0 ]

### данные старее на одно изменение таблиц
cd /usr/lib/sferum-docs &&
    revision > /tmp/newest &&
    as_program "$back_one" &&
    [ "$(revision)" != "$(cat /tmp/newest)" ]

### настройки изменены
echo OFFICES=1 >> /etc/sferum-docs/sferum-docs.env

### обновление без сети под работающей службой (вместо systemd — скрипт)
mkdir -p /run/systemd/system && mv /usr/bin/deb-systemd-invoke /usr/bin/kept-invoke
cat > /usr/bin/deb-systemd-invoke <<'STAND_IN'
#!/bin/sh
database=/var/lib/sferum-docs/instance/sferum_docs.sqlite3
now=$(python3 -c "import sqlite3; print(sqlite3.connect('$database').execute('select version_num from alembic_version').fetchone()[0])")
echo "$1 $(stat -c %i /usr/lib/sferum-docs/app.py) $now" >> /tmp/invoked
[ ! -e /run/served.pid ] || kill "$(cat /run/served.pid)" 2>/dev/null
flock --wait 60 /var/lib/sferum-docs/instance/serving true || exit 1
[ "$1" = stop ] && exit 0
sferum-docs serve --port 8321 >/tmp/served 2>&1 &
echo $! > /run/served.pid
STAND_IN
chmod 755 /usr/bin/deb-systemd-invoke
sferum-docs serve --port 8321 >/tmp/served 2>&1 & echo $! > /run/served.pid
opens && (cd /usr/lib/sferum-docs && as_program "$back_one") && older=$(revision) && [ "$older" != "$(cat /tmp/newest)" ] &&
    had=$(copies) && was=$(stat -c %i /usr/lib/sferum-docs/app.py) && dpkg -i /new.deb >/tmp/said 2>&1 && opens &&
    [ "$(copies)" -gt "$had" ] && [ "$(sed -n 1p /tmp/invoked)" = "stop $was $older" ] &&
    [ "$(sed -n 2p /tmp/invoked)" = "restart $(stat -c %i /usr/lib/sferum-docs/app.py) $(cat /tmp/newest)" ] &&
    [ "$(wc -l < /tmp/invoked)" = 2 ]
code=$?; cat /tmp/invoked >> /tmp/said; mv /usr/bin/kept-invoke /usr/bin/deb-systemd-invoke; rmdir /run/systemd/system
kill "$(cat /run/served.pid)"; [ $code = 0 ]

### сначала копия, потом таблицы
[ "$(revision)" = "$(cat /tmp/newest)" ] && [ $(copies) -ge 2 ]

### изменённые настройки остались
grep -q OFFICES=1 /etc/sferum-docs/sferum-docs.env &&
    [ $(stat -c %a /etc/sferum-docs/sferum-docs.env) = 640 ]

### школа на месте
ask "count(*) from school" | grep -qx 1

### настройка пакета второй раз ничего не меняет
/var/lib/dpkg/info/sferum-docs.postinst configure 0.1-1 >/tmp/said && serves

### файлы пакета целы
[ -z "$(dpkg -V sferum-docs | grep -v '/etc/sferum-docs')" ]

### копия, которой не сделать, останавливает обновление
mv /var/lib/sferum-docs/instance/backups /tmp/b &&
    echo > /var/lib/sferum-docs/instance/backups; ! dpkg -i /new.deb >/tmp/said 2>&1; grep -q 'Данные не изменены' /tmp/said

### причина устранена: настройка продолжается
rm /var/lib/sferum-docs/instance/backups &&
    mv /tmp/b /var/lib/sferum-docs/instance/backups &&
    dpkg --configure -a >/tmp/said 2>&1

### прежняя версия возвращается
dpkg -i /old.deb >/tmp/said 2>&1 && grep -q 'более старая версия' /tmp/said

### данные возвращаются из копии
copy=$(ls -d /var/lib/sferum-docs/instance/backups/*.zip | sed -n 2p) &&
    sferum-docs restore "$copy" --into /var/lib/sferum-docs/restored >/dev/null &&
        mv /var/lib/sferum-docs/instance /var/lib/sferum-docs/after &&
    mv /var/lib/sferum-docs/restored /var/lib/sferum-docs/instance &&
    [ "$(revision)" != "$(cat /tmp/newest)" ] &&
    sferum-docs upgrade >/dev/null

### удаление: программы нет, данные есть
dpkg -r sferum-docs >/tmp/said 2>&1 &&
    [ ! -e /usr/lib/sferum-docs ] &&
    [ -f /var/lib/sferum-docs/instance/sferum_docs.sqlite3 ] &&
    [ -f /etc/sferum-docs/sferum-docs.env ]

### полное удаление: настроек нет, данные есть и об этом сказано
dpkg -P sferum-docs >/tmp/said 2>&1 &&
    [ ! -e /etc/sferum-docs ] &&
    [ -f /var/lib/sferum-docs/instance/sferum_docs.sqlite3 ] &&
    grep -q 'Данные школы и копии не удалены' /tmp/said

### следов службы нет
[ -z "$(find /etc/systemd /usr/lib/systemd -name 'sferum-docs*' 2>/dev/null)" ]

### поставленный снова находит данные
dpkg -i /new.deb >/tmp/said 2>&1 && serves
