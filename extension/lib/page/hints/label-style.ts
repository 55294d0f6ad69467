import { LABEL_HEIGHT } from './place-labels';

/** Black on yellow, with a dark and a light edge: on any page. */
export const LABEL_STYLE = `
  span {
    position: absolute;
    left: 0;
    top: 0;
    box-sizing: border-box;
    height: ${LABEL_HEIGHT}px;
    border: 1px solid #1c1c1c;
    border-radius: 4px;
    outline: 1px solid #ffffff;
    background: #ffe45c;
    color: #1c1c1c;
    font: bold 12px/${LABEL_HEIGHT - 2}px system-ui, sans-serif;
    text-align: center;
    forced-color-adjust: none;
  }
  [hidden] {
    display: none;
  }
`;
