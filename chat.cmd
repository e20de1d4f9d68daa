@echo off
rem Chat's command on Windows: full mode only (Docker and the full NuGet catalogue).
setlocal
where dotnet >nul 2>nul || (echo chat: the .NET SDK 10.0.100 or newer is missing; install it from https://dot.net 1>&2 & exit /b 1)
dotnet build "%~dp0eng\cli" -c Release -v q -nologo -clp:ErrorsOnly || exit /b 1
dotnet "%~dp0eng\cli\bin\Release\net10.0\Chat.Cli.dll" %*
