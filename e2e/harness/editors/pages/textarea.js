document.getElementById('editor').innerHTML = '<textarea></textarea>';
const area = document.querySelector('textarea');

window.editor = {
  text: () => area.value,
  reset(text) {
    area.value = text;
  },
};
