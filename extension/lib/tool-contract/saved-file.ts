/** Paths of files that a browser saves and does not show. */
export const SAVED_FILE =
  /\.(?:zip|rar|7z|gz|tgz|bz2|xz|exe|msi|msix|dmg|pkg|deb|rpm|apk|appimage|jar|bat|cmd|ps1|vbs|scr|com|lnk|iso|csv|xlsx?|docx?|docm|xlsm|pptx?|epub)$/i;
