import * as monaco from 'monaco-editor';

window.MonacoEnvironment = {
  getWorker: () => new Worker(URL.createObjectURL(new Blob([''], { type: 'text/javascript' }))),
};
const monacoEditor = monaco.editor.create(document.getElementById('editor'), { language: 'plaintext' });

window.editor = {
  text: () => monacoEditor.getModel().getValue(),
  reset(text) {
    monacoEditor.getModel().setValue(text);
    monacoEditor.setPosition({ lineNumber: 1, column: text.length + 1 });
  },
};
