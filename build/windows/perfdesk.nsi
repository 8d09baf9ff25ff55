; The setup for Windows: makensis with the defines that build/installer.py writes into names.nsh.
;   NAMES   the folder of names.nsh: every name and number that the program has to agree with
;           and the places of what it packs (FILES, RES) and writes (OUT)
; Per user and without an administrator: everything lies below the user's own folders and registry.
Unicode true
!include "${NAMES}/names.nsh"
ManifestDPIAware true
ManifestSupportedOS Win10
!define EXE "${APP}.exe"
!define UNINSTALLKEY "Software\Microsoft\Windows\CurrentVersion\Uninstall\${APP}"
!define APPKEY "Software\${APP}"
!define CLASSES "Software\Classes"
; Exit codes of a silent run, besides NSIS's own 0 done, 1 given up, 2 failed.
!define TOO_OLD 4
!define RUNNING 5
!define NO_PLACE 6

!ifdef QUICK ; for tests: three times as large, ten times as fast
  SetCompressor zlib
!else
  SetCompressor /SOLID lzma
!endif
SetDateSave off ; two setups of the same program are the same file
RequestExecutionLevel user
Name "${TITLE} ${VERSION}"
BrandingText "${TITLE} ${VERSION}"
OutFile "${OUT}"
InstallDir "$LOCALAPPDATA\Programs\${APP}"
InstallDirRegKey HKCU "${APPKEY}" "InstallDir"
ShowInstDetails nevershow
ShowUninstDetails nevershow
CRCCheck force
; A file that cannot be written ends the setup; a program with a hole in it is none.
AllowSkipFiles off
FileErrorText "写不进文件：$\r$\n$0$\r$\n$\r$\n磁盘可能已满，或者不许写入。请腾出空间后点“重试”；点“取消”就停止安装，原来的程序和数据都不变。" "写不进文件：$\r$\n$0$\r$\n$\r$\n磁盘可能已满，或者不许写入。请腾出空间后点“重试”；点“取消”就停止安装，原来的程序和数据都不变。"

VIProductVersion "${VERSION}.0"
VIFileVersion "${VERSION}.0"
VIAddVersionKey /LANG=2052 "ProductName" "${TITLE}"
VIAddVersionKey /LANG=2052 "FileDescription" "${TITLE} 安装程序"
VIAddVersionKey /LANG=2052 "FileVersion" "${VERSION}"
VIAddVersionKey /LANG=2052 "ProductVersion" "${VERSION}"
VIAddVersionKey /LANG=2052 "CompanyName" "${APP}"
VIAddVersionKey /LANG=2052 "LegalCopyright" "MIT"

!include MUI2.nsh
!include FileFunc.nsh
!include LogicLib.nsh
!include WinVer.nsh
!include x64.nsh
!define MUI_ICON "${RES}/perfdesk.ico"
!define MUI_UNICON "${RES}/perfdesk.ico"
!define MUI_WELCOMEFINISHPAGE_BITMAP "${RES}/setup.bmp"
!define MUI_ABORTWARNING
!define MUI_WELCOMEPAGE_TEXT "${SUMMARY}。$\r$\n$\r$\n装在您自己的账户里，不需要管理员权限，不联网。$\r$\n$\r$\n已经装有旧版时，直接装上即可升级，数据文件和设置都不变。$\r$\n$\r$\n$_CLICK"
!insertmacro MUI_PAGE_WELCOME
!define MUI_PAGE_CUSTOMFUNCTION_LEAVE LeaveDirectory
!insertmacro MUI_PAGE_DIRECTORY
!define MUI_COMPONENTSPAGE_NODESC
!insertmacro MUI_PAGE_COMPONENTS
!insertmacro MUI_PAGE_INSTFILES
!define MUI_FINISHPAGE_RUN "$INSTDIR\${EXE}"
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "SimpChinese"

!macro RefuseWhileRunning un
Function ${un}RefuseWhileRunning
  again:
  System::Call 'kernel32::OpenMutexW(i 0x00100000, i 0, w "${MUTEX}") p.R0'
  ${If} $R0 P<> 0
    System::Call 'kernel32::CloseHandle(p R0)'
    MessageBox MB_RETRYCANCEL|MB_ICONEXCLAMATION "${TITLE}正在运行。请先退出${TITLE}（包括 U 盘上的便携版），再点“重试”。" /SD IDCANCEL IDRETRY again
    SetErrorLevel ${RUNNING}
    Quit
  ${EndIf}
FunctionEnd
!macroend
!insertmacro RefuseWhileRunning ""
!insertmacro RefuseWhileRunning "un."

Function RefuseOldWindows
  ${If} ${RunningX64}
  ${AndIf} ${AtLeastWin10}
  ${AndIf} ${AtLeastBuild} ${OLDEST_BUILD}
    Return
  ${EndIf}
  MessageBox MB_OK|MB_ICONSTOP "${TITLE}需要 64 位的 Windows 10（1809 版）或更新的系统，这台电脑的系统较旧，不能安装。请换一台电脑，或请管理员升级系统。" /SD IDOK
  SetErrorLevel ${TOO_OLD}
  Quit
FunctionEnd

Function .onInit
  Call RefuseOldWindows
  Call RefuseWhileRunning
FunctionEnd

; $R1 = "" where the program can be put into $INSTDIR, else the sentence that says why not.
Function LookAtFolder
  StrCpy $R1 ""
  StrCpy $R3 "$INSTDIR"
  up: ; a folder that is still to be made says nothing about free space
  ${IfNot} ${FileExists} "$R3\*.*"
    ${GetParent} "$R3" $R4
    ${If} $R4 != ""
    ${AndIf} $R4 != $R3
      StrCpy $R3 $R4
      Goto up
    ${EndIf}
  ${EndIf}
  CreateDirectory "$INSTDIR"
  ClearErrors
  FileOpen $R2 "$INSTDIR\.writable" w
  ${If} ${Errors}
    StrCpy $R1 "文件夹“$INSTDIR”不许写入，装不进去。请换一个文件夹。"
    Return
  ${EndIf}
  FileClose $R2
  Delete "$INSTDIR\.writable"
  System::Call 'kernel32::GetDiskFreeSpaceExW(w "$INSTDIR", *l .R2, *l, *l) i.R4'
  ${If} $R4 <> 0
    System::Int64Op $R2 / 1048576
    Pop $R2
    ${If} $R2 < ${NEEDED_MB}
      StrCpy $R1 "磁盘空间不够：安装需要 ${NEEDED_MB} MB，“$INSTDIR”所在的磁盘只剩 $R2 MB。请先腾出空间，或换一个文件夹。"
      RMDir "$INSTDIR"
    ${EndIf}
  ${EndIf}
FunctionEnd

Function LeaveDirectory
  Call LookAtFolder
  ${If} $R1 != ""
    MessageBox MB_OK|MB_ICONEXCLAMATION "$R1" /SD IDOK
    Abort
  ${EndIf}
FunctionEnd

; One part of the program from a folder into another; a held file is waited for, ten seconds in all.
!macro MovePart NAME FROM TO
  ${If} ${FileExists} "${FROM}\${NAME}"
    ${Do}
      ClearErrors
      Rename "${FROM}\${NAME}" "${TO}\${NAME}"
      ${IfNot} ${Errors}
        ${ExitDo}
      ${EndIf}
      ${If} $R5 >= 20
        StrCpy $R6 "held"
        ${ExitDo}
      ${EndIf}
      IntOp $R5 $R5 + 1
      Sleep 500
    ${Loop}
  ${EndIf}
!macroend

; All of it; $R6 = "" where every part was moved.
!macro MoveProgram FROM TO
  StrCpy $R5 0
  StrCpy $R6 ""
  !insertmacro MovePart "_internal" "${FROM}" "${TO}"
  !insertmacro MovePart "${CONSOLE_APP}.exe" "${FROM}" "${TO}"
  !insertmacro MovePart "${EXE}" "${FROM}" "${TO}"
!macroend

!macro RemoveProgram
  Delete "$INSTDIR\${EXE}"
  Delete "$INSTDIR\${CONSOLE_APP}.exe"
  RMDir /r "$INSTDIR\_internal"
!macroend

Section "程序文件（必需）" SecMain
  SectionIn RO
  Call LookAtFolder
  ${If} $R1 != ""
    SetErrorLevel ${NO_PLACE}
    MessageBox MB_OK|MB_ICONSTOP "$R1" /SD IDOK
    Quit
  ${EndIf}
  ; Unpacked beside the old program, which goes only when the new one is there as a whole.
  RMDir /r "$INSTDIR\.new"
  SetOutPath "$INSTDIR\.new"
  File /r "${FILES}"
  SetOutPath "$INSTDIR"
  ; By moving and not by deleting: what a running program or a virus scanner holds is then refused as a
  ; whole, and the old program can be put back.
  RMDir /r "$INSTDIR\.old"
  CreateDirectory "$INSTDIR\.old"
  !insertmacro MoveProgram "$INSTDIR" "$INSTDIR\.old"
  ${If} $R6 == ""
    !insertmacro MoveProgram "$INSTDIR\.new" "$INSTDIR"
    ${If} $R6 != ""
      !insertmacro MoveProgram "$INSTDIR" "$INSTDIR\.new"
      StrCpy $R6 "held"
    ${EndIf}
  ${EndIf}
  ${If} $R6 != ""
    !insertmacro MoveProgram "$INSTDIR\.old" "$INSTDIR"
    RMDir "$INSTDIR\.old"
    RMDir /r "$INSTDIR\.new"
    RMDir "$INSTDIR"
    SetErrorLevel ${RUNNING}
    MessageBox MB_OK|MB_ICONSTOP "程序文件正被占用，没有装上，原来的程序和数据都不变。请退出${TITLE}，等杀毒软件查完，再装一次；还不行就重新启动电脑。" /SD IDOK
    Quit
  ${EndIf}
  RMDir /r "$INSTDIR\.old"
  RMDir /r "$INSTDIR\.new"
  WriteUninstaller "$INSTDIR\uninstall.exe"
  WriteRegStr HKCU "${APPKEY}" "InstallDir" "$INSTDIR"
  WriteRegStr HKCU "${UNINSTALLKEY}" "DisplayName" "${TITLE}"
  WriteRegStr HKCU "${UNINSTALLKEY}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${UNINSTALLKEY}" "DisplayIcon" "$INSTDIR\${EXE},0"
  WriteRegStr HKCU "${UNINSTALLKEY}" "Publisher" "${APP}"
  WriteRegStr HKCU "${UNINSTALLKEY}" "InstallLocation" "$INSTDIR"
  WriteRegStr HKCU "${UNINSTALLKEY}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegStr HKCU "${UNINSTALLKEY}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
  WriteRegDWORD HKCU "${UNINSTALLKEY}" "NoModify" 1
  WriteRegDWORD HKCU "${UNINSTALLKEY}" "NoRepair" 1
  SectionGetSize ${SecMain} $0
  IntFmt $0 "0x%08X" $0
  WriteRegDWORD HKCU "${UNINSTALLKEY}" "EstimatedSize" "$0"
  CreateDirectory "$SMPROGRAMS\${TITLE}"
  CreateShortcut "$SMPROGRAMS\${TITLE}\${TITLE}.lnk" "$INSTDIR\${EXE}"
  CreateShortcut "$SMPROGRAMS\${TITLE}\卸载${TITLE}.lnk" "$INSTDIR\uninstall.exe"
SectionEnd

Section "桌面快捷方式" SecDesktop
  CreateShortcut "$DESKTOP\${TITLE}.lnk" "$INSTDIR\${EXE}"
SectionEnd

Section "双击 ${SUFFIX} 文件时用${TITLE}打开" SecOpen
  WriteRegStr HKCU "${CLASSES}\${SUFFIX}" "" "${PROG_ID}"
  WriteRegStr HKCU "${CLASSES}\${SUFFIX}\OpenWithProgids" "${PROG_ID}" ""
  WriteRegStr HKCU "${CLASSES}\${PROG_ID}" "" "${FILE_KIND}"
  WriteRegStr HKCU "${CLASSES}\${PROG_ID}\DefaultIcon" "" "$INSTDIR\${EXE},0"
  WriteRegStr HKCU "${CLASSES}\${PROG_ID}\shell\open\command" "" '"$INSTDIR\${EXE}" open "%1"'
  System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)'
SectionEnd

; Given up or failed: the half that was unpacked goes, the old program and the data are as they were.
Function .onInstFailed
  SetOutPath "$TEMP"
  RMDir /r "$INSTDIR\.new"
  RMDir "$INSTDIR"
FunctionEnd

Function un.onInit
  Call un.RefuseWhileRunning
FunctionEnd

Section "Uninstall"
  !insertmacro RemoveProgram
  RMDir /r "$INSTDIR\.new"
  RMDir /r "$INSTDIR\.old"
  Delete "$INSTDIR\uninstall.exe"
  RMDir "$INSTDIR" ; only where it is empty: what the user put there stays
  Delete "$DESKTOP\${TITLE}.lnk"
  Delete "$SMPROGRAMS\${TITLE}\${TITLE}.lnk"
  Delete "$SMPROGRAMS\${TITLE}\卸载${TITLE}.lnk"
  RMDir "$SMPROGRAMS\${TITLE}"
  ReadRegStr $0 HKCU "${CLASSES}\${SUFFIX}" ""
  ${If} $0 == "${PROG_ID}"
    DeleteRegKey HKCU "${CLASSES}\${SUFFIX}"
  ${EndIf}
  DeleteRegKey HKCU "${CLASSES}\${PROG_ID}"
  DeleteRegKey HKCU "${UNINSTALLKEY}"
  DeleteRegKey HKCU "${APPKEY}"
  System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)'
  ; Desk files lie where the clerk put them and are never touched; this is about settings and logs.
  ${GetParameters} $R1
  ClearErrors
  ${GetOptions} $R1 "/PURGEDATA" $R2
  ${IfNot} ${Errors}
    RMDir /r "${DATADIR}"
  ${ElseIf} ${FileExists} "${DATADIR}\*.*"
    MessageBox MB_YESNO|MB_ICONQUESTION|MB_DEFBUTTON2 "程序已卸载。设置、日志和示例还在：$\r$\n${DATADIR}$\r$\n$\r$\n要一并删除吗？删除后不能恢复；以后可能再装的话，请选“否”。您自己存放的数据文件不受影响。" /SD IDNO IDNO kept
    RMDir /r "${DATADIR}"
    kept:
  ${EndIf}
SectionEnd
