@echo off
rem SpinSpike on Windows: finds Java, builds what is not built or out of date, then runs the program. The script "spinspike" says why.
rem   SPINSPIKE_JAVA_OPTS   options for the Java virtual machine; they win over those below (for example -Xmx12g)
setlocal
set "ROOT=%~dp0"
set "MODULE=%ROOT%library"
set "STATE=%ROOT%target"

rem ---- Java
set "JAVA="
if defined JAVA_HOME if exist "%JAVA_HOME%\bin\java.exe" call :try "%JAVA_HOME%\bin\java.exe"
if not defined JAVA set "JAVA_HOME="
if not defined JAVA for /f "delims=" %%J in ('where java 2^>nul') do if not defined JAVA call :try "%%J"
if not defined JAVA (
  >&2 echo spinspike: a JDK 17 or later is needed: put one on PATH or set JAVA_HOME
  exit /b 1
)

rem ---- Build: the lock is a file held open, so it cannot outlive its owner
powershell -NoProfile -Command ^
  "$ErrorActionPreference = 'Stop'; Set-Location -LiteralPath $env:ROOT;" ^
  "$built = 'target\built'; $jar = Join-Path $env:MODULE 'target\spinspike.jar';" ^
  "function Say($line) { [Console]::Error.WriteLine($line) };" ^
  "function Outdated {" ^
  "  if (-not (Test-Path -LiteralPath $built) -or -not (Test-Path -LiteralPath $jar)) { return $true };" ^
  "  $since = (Get-Item -LiteralPath $built).LastWriteTimeUtc;" ^
  "  $files = @(Get-Item -LiteralPath 'pom.xml', (Join-Path $env:MODULE 'pom.xml')) + @(Get-ChildItem -LiteralPath (Join-Path $env:MODULE 'src\main') -Recurse);" ^
  "  return @($files | Where-Object { $_.LastWriteTimeUtc -gt $since }).Count -gt 0 };" ^
  "if (-not (Outdated)) { exit 0 };" ^
  "New-Item -ItemType Directory -Force 'target' | Out-Null;" ^
  "$lock = $null; $told = $false;" ^
  "while ($null -eq $lock) {" ^
  "  try { $lock = [IO.File]::Open((Join-Path $env:STATE 'build.lock'), 'OpenOrCreate', 'ReadWrite', 'None') }" ^
  "  catch [IO.IOException] { if (-not $told) { Say 'waiting for another start to build SpinSpike ...'; $told = $true }; Start-Sleep 1 } };" ^
  "try {" ^
  "  if (Outdated) {" ^
  "    Say 'building SpinSpike ...';" ^
  "    New-Item -ItemType File -Force 'target\built.new' | Out-Null;" ^
  "    cmd /c 'mvnw.cmd -q -B -pl :spinspike -Dmaven.test.skip=true package > target\build.log 2>&1 < nul';" ^
  "    if ($LASTEXITCODE -ne 0) {" ^
  "      Get-Content 'target\build.log' -Tail 20 | ForEach-Object { Say $_ };" ^
  "      Say 'spinspike: the build failed; its log is target\build.log. The first build needs the network, once.';" ^
  "      exit 1 }" ^
  "    Move-Item -Force 'target\built.new' $built } }" ^
  "finally { $lock.Close() }"
if errorlevel 1 exit /b 1

rem ---- Run
set "OPENBLAS_NUM_THREADS=1"
set "NATIVE="
if %MAJOR% geq 24 set "NATIVE=--enable-native-access=ALL-UNNAMED"
set "COLLECTOR=-XX:+UseSerialGC"
if defined SPINSPIKE_JAVA_OPTS echo "%SPINSPIKE_JAVA_OPTS%" | findstr /r /c:"-XX:+Use.*GC" >nul && set "COLLECTOR="
"%JAVA%" -XX:MaxRAMPercentage=50 %COLLECTOR% -Djava.awt.headless=true %NATIVE% %SPINSPIKE_JAVA_OPTS% -cp "%MODULE%\target\spinspike.jar;%MODULE%\target\lib\*" org.spinspike.app.cli.Main %*
exit /b %ERRORLEVEL%

:try
set "MAJOR=0"
for /f "tokens=3" %%V in ('^""%~1" -version 2^>^&1 ^| findstr /c:" version "^"') do for /f "delims=.-+" %%M in ("%%~V") do set "MAJOR=%%M"
if %MAJOR% geq 17 set "JAVA=%~1"
exit /b 0
