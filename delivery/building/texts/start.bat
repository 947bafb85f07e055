@echo off
rem sferum_docs: start.bat, start.bat back, start.bat backup, start.bat serve --lan
chcp 65001 >nul
cd /d "%~dp0"
set "GOOD=import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))"
for %%V in (3.13 3.12 3.11) do (
    py -%%V -c "%GOOD%" >nul 2>nul && (
        py -%%V run.py %*
        goto ended
    )
)
python -c "%GOOD%" >nul 2>nul && (
    python run.py %*
    goto ended
)
echo Не найден Python версии 3.11, 3.12 или 3.13, а программа работает на нём.
echo.
echo Что сделать: на компьютере с интернетом скачайте с сайта python.org установщик
echo «Windows installer (64-bit)» версии 3.13, принесите его на этой же флешке и запустите.
echo В его первом окне отметьте «Add python.exe to PATH».
echo Потом запустите start.bat снова.
:ended
if errorlevel 1 pause
