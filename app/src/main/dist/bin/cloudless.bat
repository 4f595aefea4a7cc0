@echo off
rem Starts Cloudless with a Java 17 or newer from JAVA_HOME or the path.
rem CLOUDLESS_JAVA_OPTS: memory options of the Java virtual machine, in place of those below.
setlocal
set "JAVA=java"
if defined JAVA_HOME set "JAVA=%JAVA_HOME%\bin\java"
"%JAVA%" -version >nul 2>&1
if errorlevel 1 (
    echo cloudless: needs Java 17 or newer: install it or set JAVA_HOME to it 1>&2
    exit /b 1
)
rem ONNX Runtime must not report to Microsoft.
set ORT_DISABLE_TELEMETRY=1
if not defined CLOUDLESS_JAVA_OPTS set CLOUDLESS_JAVA_OPTS=-XX:+UseSerialGC -XX:MaxNewSize=128m
"%JAVA%" -Xlog:disable -Xlog:all=error:stderr -Djava.awt.headless=true %CLOUDLESS_JAVA_OPTS% -jar "%~dp0..\lib\cloudless.jar" %*
exit /b %errorlevel%
