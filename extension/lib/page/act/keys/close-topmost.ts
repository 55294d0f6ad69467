/** @returns whether there was something that Escape closes: full screen, a pop-over, a dialog, a search text */
export function closeTopmost(target: Element): boolean {
  if (document.fullscreenElement) {
    void document.exitFullscreen();
    return true;
  }
  const popovers = document.querySelectorAll<HTMLElement>('[popover]:not([popover=manual]):popover-open');
  const popover = popovers[popovers.length - 1];
  if (popover) {
    popover.hidePopover();
    return true;
  }
  const dialogs = document.querySelectorAll<HTMLDialogElement>('dialog:modal');
  const dialog = dialogs[dialogs.length - 1];
  if (dialog) {
    const { requestClose } = dialog as { requestClose?: () => void };
    if (requestClose) requestClose.call(dialog);
    else if (dialog.dispatchEvent(new Event('cancel', { cancelable: true }))) dialog.close();
    return true;
  }
  if (target instanceof HTMLInputElement && target.type === 'search' && target.value !== '') {
    target.value = '';
    target.dispatchEvent(
      new InputEvent('input', { bubbles: true, composed: true, inputType: 'deleteContentBackward' }),
    );
    target.dispatchEvent(new Event('change', { bubbles: true }));
    return true;
  }
  return false;
}
