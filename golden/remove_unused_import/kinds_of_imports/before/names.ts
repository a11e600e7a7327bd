export const prefix = 'shop';
export const suffix = 'dev';
export const separator = '-';

export default prefix;
