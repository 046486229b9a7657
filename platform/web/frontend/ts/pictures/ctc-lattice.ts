// The lattice of CTC, time by time; its states come from web/pictures/ctc_lattice.py.
export { frames as default } from "./parts/frames";
