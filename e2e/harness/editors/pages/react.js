import { createElement, useState } from 'react';
import { createRoot } from 'react-dom/client';

let field;

function App() {
  const [text, set] = useState('');
  field = { text, set };
  return createElement('input', { value: text, onChange: ({ target }) => set(target.value) });
}

createRoot(document.getElementById('editor')).render(createElement(App));

window.editor = { text: () => field.text, reset: (text) => field.set(text) };
