/** The name of the event by which the script asks the hook in the page's world whether an element listens for clicks. */
export const LISTENS = 'earshot-listens';
