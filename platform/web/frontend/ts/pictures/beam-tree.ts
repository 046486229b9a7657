// A beam search, step by step; its states come from web/pictures/beam_tree.py.
export { frames as default } from "./parts/frames";
