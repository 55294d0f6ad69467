const box = document.getElementById('editor');
box.contentEditable = 'true';
box.setAttribute('role', 'textbox');
box.style.whiteSpace = 'pre-wrap';

window.editor = {
  text: () => box.innerText.replace(/\n$/, ''),
  reset(text) {
    box.textContent = text;
  },
};
