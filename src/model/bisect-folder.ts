/** In leakcheck's own folder: what the last `bisect` found, beside what the last run did. */
export const BISECT_FOLDER = 'bisect'
