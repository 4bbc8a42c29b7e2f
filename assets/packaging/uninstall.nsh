; Agents, results and settings stay unless the person says otherwise; an update asks nothing.
LangString keepsData ${LANG_ENGLISH} "Also delete your agents, their runs and your settings? Documents they made stay where they are."
LangString keepsData ${LANG_SIMPCHINESE} "是否同时删除您的助手、运行记录和设置？它们做出的文件会留在原处。"

!macro customUnInstall
  ${ifNot} ${isUpdated}
    MessageBox MB_YESNO|MB_ICONQUESTION|MB_DEFBUTTON2 "$(keepsData)" /SD IDNO IDNO keepData
    SetShellVarContext current
    RMDir /r "$APPDATA\Kaihe Companion"
    keepData:
  ${endIf}
!macroend
