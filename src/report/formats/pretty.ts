import { findingsText } from '../findings';
import type { Format } from './format';

/** For people: place, message, the lines themselves, why, cure and a page. */
export const pretty: Format = ({ findings, looks }) => findingsText(findings, looks);
