/** The name of the element around all that the extension shows: it is no part of the page. */
export const LAYER_NAME = 'earshot-layer';
