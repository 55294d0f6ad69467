export { spokenAddress, writtenAddresses } from './address.js';
export { placesNamedIn, searchAddress, siteNamed } from './find-site.js';
export { SITES, type Site } from './sites.js';
