; The installer for Windows (Inno Setup 6.3 or later). Not yet built nor run on Windows.
;
;     iscc /DVersion=1.2.3 /DFolder=..\..\build\windows presence.iss
;
; For one person, without an administrator. A login starts nothing unless the person says so in
; Presence's settings (the Run key); what it set is taken out with it.

#ifndef Version
  #error Name the version: /DVersion=1.2.3
#endif
#ifndef Folder
  #define Folder "..\..\build\windows"
#endif

[Setup]
AppId={{6C0E2A0B-2B7B-4E5D-9C39-5B0C9C6E7A11}
AppName=Presence
AppVersion={#Version}
AppPublisher=The people who build Presence
DefaultDirName={autopf}\Presence
DefaultGroupName=Presence
DisableProgramGroupPage=yes
PrivilegesRequired=lowest
ArchitecturesAllowed=x64compatible
ArchitecturesInstallIn64BitMode=x64compatible
MinVersion=10.0.17763
OutputDir=..\..\dist
OutputBaseFilename=presence-{#Version}-windows-x64
Compression=lzma2/max
SolidCompression=yes
LicenseFile=..\..\LICENSE
UninstallDisplayName=Presence
; A running Presence ends first, as its menu would; a session in progress stays in the log.
CloseApplications=yes
ChangesEnvironment=yes

[Languages]
Name: "en"; MessagesFile: "compiler:Default.isl"
Name: "de"; MessagesFile: "compiler:Languages\German.isl"

[CustomMessages]
en.Path=Let the terminal know the command presence
de.Path=Den Befehl presence im Terminal kennen

[Tasks]
Name: "path"; Description: "{cm:Path}"; Flags: unchecked

[Files]
Source: "{#Folder}\*"; DestDir: "{app}"; Flags: recursesubdirs ignoreversion

[Icons]
; A notice has a name and an icon only through a shortcut in the Start menu with this identity.
Name: "{autoprograms}\Presence"; Filename: "{app}\pythonw.exe"; Parameters: "-m presence.app"; \
  WorkingDir: "{app}"; IconFilename: "{app}\presence.ico"; \
  AppUserModelID: "app.presence.Presence"

[Registry]
Root: HKCU; Subkey: "Environment"; ValueType: expandsz; ValueName: "Path"; \
  ValueData: "{olddata};{app}\bin"; Tasks: path; Check: IsNotOnPath(ExpandConstant('{app}\bin'))

[Run]
Filename: "{app}\pythonw.exe"; Parameters: "-m presence.app"; Flags: postinstall nowait skipifsilent; \
  Description: "Presence"

[UninstallRun]
; Puts the desktop back and takes out every trace but the log, which is the person's.
Filename: "{app}\python.exe"; Parameters: "-m presence uninstall --keep-log"; \
  Flags: runhidden; RunOnceId: "leave"

[UninstallDelete]
Type: filesandordirs; Name: "{app}"

[Code]
function IsNotOnPath(Folder: string): Boolean;
var
  Path: string;
begin
  Result := not RegQueryStringValue(HKEY_CURRENT_USER, 'Environment', 'Path', Path)
    or (Pos(';' + Uppercase(Folder) + ';', ';' + Uppercase(Path) + ';') = 0);
end;

procedure CurUninstallStepChanged(Step: TUninstallStep);
var
  Path: string;
begin
  if (Step = usPostUninstall)
    and RegQueryStringValue(HKEY_CURRENT_USER, 'Environment', 'Path', Path) then
  begin
    StringChangeEx(Path, ';' + ExpandConstant('{app}\bin'), '', True);
    RegWriteExpandStringValue(HKEY_CURRENT_USER, 'Environment', 'Path', Path);
  end;
end;
