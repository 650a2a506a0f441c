# Rocq sources without comments: every line as FILE:LINE:CODE, the inside of strings left out.
# Comments nest; a string or a comment may run over lines.

FNR == 1 { depth = 0; quoted = 0 }

{
  code = ""
  for (i = 1; i <= length($0); i++) {
    c = substr($0, i, 1); two = substr($0, i, 2)
    if (depth == 0 && c == "\"") { quoted = !quoted; code = code c }
    else if (quoted) continue
    else if (two == "(*") { depth++; i++ }
    else if (two == "*)" && depth > 0) { depth--; i++ }
    else if (depth == 0) code = code c
  }
  print FILENAME ":" FNR ":" code
}
