// The lines of a derivation: each a field with its preview, over the textarea that is the answer.
import { mountLines } from "gradus/formula/lines";

export default mountLines;
