# Rocq sources without comments. With -v keep=REGEX: only the sentences that start with it, as
# written. Otherwise every line as FILE:LINE:CODE, the inside of strings left out.
# Comments nest; a string or a comment may run over lines; a sentence ends at a period before a blank.

function finish() {
  sub(/^[ \n]+/, "", sentence)
  if (keep != "" && sentence ~ keep) print sentence "\n"
  sentence = ""
}

FNR == 1 { depth = 0; quoted = 0; sentence = "" }

{
  code = ""
  for (i = 1; i <= length($0); i++) {
    c = substr($0, i, 1); two = substr($0, i, 2)
    if (depth == 0 && c == "\"") { quoted = !quoted; code = code c; sentence = sentence c }
    else if (quoted) { sentence = sentence c }
    else if (two == "(*") { depth++; i++ }
    else if (two == "*)" && depth > 0) { depth--; i++ }
    else if (depth == 0) {
      code = code c; sentence = sentence c
      if (c == "." && (i == length($0) || substr($0, i + 1, 1) ~ /[ \t]/)) finish()
    }
  }
  if (depth == 0) sentence = sentence "\n"
  if (keep == "") print FILENAME ":" FNR ":" code
}
