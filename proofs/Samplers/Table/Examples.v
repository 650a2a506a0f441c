(** * Sandwich tables: examples

    Six small tables that pass the checkers: words of one byte and of two, a second word, blocks
    of one number and of up to 64, Gaussian and Laplace weights.

    Glossary
      gaussian_bytes     == variance parameter 2, words of one byte, blocks of one number
      gaussian_wide      == variance parameter 16, words of one byte with offsets of up to 2 bits
      gaussian_two_words == variance parameter 64, the offset in a second word of one byte
      gaussian_selective == variance parameter 100/3, words of two bytes
      laplace_bytes      == scale 3/2, words of one byte
      laplace_wide       == scale 40, words of two bytes and a second word of one
      ..._hints          == what the checkers are told of them
      examples           == all of them                                       *)

From Coq Require Import NArith List.
From Verinoise Require Import Lang.Eval Lang.Machine.
From Verinoise Require Import Samplers.Table.Code Samplers.Table.CheckCode Samplers.Table.Spec.
Import ListNotations.

Definition gaussian_bytes : parts := {|
  word_bytes := 1; extra_bytes := 0; selector_shift := 0; offset_bits := 0; cell_bits := 3;
  complements := [249; 247; 240; 232; 224; 214; 208; 200; 192; 184; 176; 162; 160; 152; 137; 128;
    121; 119; 112; 104; 96; 86; 80; 72; 64; 56; 48; 34; 32; 24; 9; 0];
  entries := [576; 384; 640; 384; 704; 384; 63; 384; 63; 384; 384; 448; 63; 448; 63; 448; 63;
    448; 63; 448; 63; 448; 448; 512; 63; 512; 63; 512; 512; 63; 63; 63; 192; 384; 128; 384; 64;
    384; 63; 384; 63; 384; 384; 320; 63; 320; 63; 320; 63; 320; 63; 320; 63; 320; 320; 256; 63;
    256; 63; 256; 256; 63; 63; 63];
  quadratic := 1; linear := 0; denominator := 4;
  unit := 34; slack := 2; bias := 6;
  blocks := [384; 448; 512; 576; 640; 704];
  certain := [34; 52; 25; 7; 1; 0; 9];
  wedges := [0; 0; 1; 2; 3; 4; 5];
  tail_start := 6; tail_bits := 0
|}%N.

Definition gaussian_bytes_hints : hints := {|
  homes := [5; 11; 14; 0; 1; 2; 15];
  runs := [5; 11; 14; 14; 14; 14; 15];
  block_digits := 24; tail_digits := 24
|}%N.

Definition gaussian_wide : parts := {|
  word_bytes := 1; extra_bytes := 0; selector_shift := 2; offset_bits := 2; cell_bits := 2;
  complements := [62; 57; 52; 50; 48; 44; 40; 32; 30; 25; 20; 18; 16; 12; 8; 0];
  entries := [1026; 63; 1090; 63; 1153; 63; 1280; 63; 1536; 63; 1792; 63; 63; 63; 63; 63;
    1026; 63; 962; 63; 833; 63; 576; 63; 320; 63; 64; 63; 63; 63; 63; 63];
  quadratic := 1; linear := 0; denominator := 32;
  unit := 2; slack := 2; bias := 16;
  blocks := [1026; 1090; 1153; 1280; 1536; 1792];
  certain := [2; 3; 4; 2; 0; 0; 21];
  wedges := [0; 0; 1; 5; 13; 16; 17];
  tail_start := 16; tail_bits := 2
|}%N.

Definition gaussian_wide_hints : hints := {|
  homes := [0; 1; 2; 3; 4; 5; 7];
  runs := [0; 0; 0; 0; 0; 0; 7];
  block_digits := 24; tail_digits := 24
|}%N.

Definition gaussian_two_words : parts := {|
  word_bytes := 1; extra_bytes := 1; selector_shift := 0; offset_bits := 3; cell_bits := 3;
  complements := [252; 241; 232; 225; 218; 216; 203; 200; 192; 184; 176; 168; 160; 152; 144; 128;
    124; 113; 104; 97; 90; 88; 75; 72; 64; 56; 48; 40; 32; 24; 16; 0];
  entries := [2563; 2754; 2627; 2754; 2754; 2881; 2691; 2881; 3136; 2881; 3648; 2881; 2881;
    63; 4160; 63; 63; 63; 63; 63; 63; 63; 63; 63; 63; 63; 63; 63; 63; 63; 63; 63; 2563; 2306;
    2499; 2306; 2306; 2049; 2435; 2049; 1536; 2049; 1024; 2049; 2049; 63; 512; 63; 63; 63; 63; 63;
    63; 63; 63; 63; 63; 63; 63; 63; 63; 63; 63; 63];
  quadratic := 1; linear := 0; denominator := 128;
  unit := 4; slack := 2; bias := 40;
  blocks := [2563; 2627; 2691; 2754; 2881; 3136; 3648; 4160];
  certain := [4; 7; 7; 13; 16; 6; 0; 0; 75];
  wedges := [0; 0; 1; 2; 4; 15; 43; 50; 51];
  tail_start := 33; tail_bits := 3
|}%N.

Definition gaussian_two_words_hints : hints := {|
  homes := [0; 1; 3; 2; 6; 4; 5; 7; 15];
  runs := [0; 0; 0; 2; 6; 6; 6; 6; 15];
  block_digits := 24; tail_digits := 24
|}%N.

Definition gaussian_selective : parts := {|
  word_bytes := 2; extra_bytes := 0; selector_shift := 6; offset_bits := 6; cell_bits := 5;
  complements := [994; 984; 960; 927; 871; 864; 832; 789; 768; 732; 693; 672; 640; 608; 576; 512;
    482; 472; 448; 415; 359; 352; 320; 277; 256; 220; 181; 160; 128; 96; 64; 0];
  entries := [1990; 2054; 2692; 2054; 2947; 2054; 2054; 2118; 2118; 2181; 3459; 2181; 63;
    2181; 2181; 2309; 63; 2309; 2309; 2436; 2436; 63; 63; 63; 63; 63; 63; 63; 63; 63; 63; 63;
    1990; 1926; 1092; 1926; 579; 1926; 1926; 1862; 1862; 1733; 67; 1733; 63; 1733; 1733; 1605; 63;
    1605; 1605; 1348; 1348; 63; 63; 63; 63; 63; 63; 63; 63; 63; 63; 63];
  quadratic := 3; linear := 0; denominator := 200;
  unit := 30; slack := 1; bias := 31;
  blocks := [1990; 2054; 2118; 2181; 2309; 2436; 2692; 2947; 3459];
  certain := [30; 59; 56; 82; 57; 39; 8; 0; 0; 181];
  wedges := [0; 0; 1; 2; 25; 51; 128; 160; 177; 178];
  tail_start := 31; tail_bits := 3
|}%N.

Definition gaussian_selective_hints : hints := {|
  homes := [0; 3; 4; 7; 9; 10; 1; 2; 5; 15];
  runs := [0; 3; 4; 7; 9; 10; 10; 10; 10; 15];
  block_digits := 40; tail_digits := 40
|}%N.

Definition laplace_bytes : parts := {|
  word_bytes := 1; extra_bytes := 0; selector_shift := 1; offset_bits := 1; cell_bits := 2;
  complements := [126; 124; 120; 116; 108; 108; 104; 100; 96; 90; 88; 81; 80; 76; 72; 64; 62; 60;
    56; 52; 44; 44; 40; 36; 32; 26; 24; 17; 16; 12; 8; 0];
  entries := [768; 577; 896; 577; 1024; 577; 63; 577; 577; 641; 63; 641; 63; 641; 63; 641;
    63; 641; 641; 705; 63; 705; 705; 63; 63; 63; 63; 63; 63; 63; 63; 63; 320; 577; 192; 577; 64;
    577; 63; 577; 577; 513; 63; 513; 63; 513; 63; 513; 63; 513; 513; 449; 63; 449; 449; 63; 63;
    63; 63; 63; 63; 63; 63; 63];
  quadratic := 0; linear := 2; denominator := 3;
  unit := 18; slack := 2; bias := 9;
  blocks := [577; 641; 705; 768; 896; 1024];
  certain := [18; 18; 9; 2; 0; 0; 17];
  wedges := [0; 0; 1; 2; 10; 13; 14];
  tail_start := 9; tail_bits := 1
|}%N.

Definition laplace_bytes_hints : hints := {|
  homes := [4; 9; 11; 0; 1; 2; 15];
  runs := [4; 9; 11; 11; 11; 11; 15];
  block_digits := 24; tail_digits := 24
|}%N.

Definition laplace_wide : parts := {|
  word_bytes := 2; extra_bytes := 1; selector_shift := 5; offset_bits := 8; cell_bits := 5;
  complements := [2039; 1999; 1964; 1920; 1911; 1887; 1826; 1824; 1792; 1760; 1697; 1696; 1664;
    1632; 1581; 1568; 1535; 1504; 1472; 1440; 1408; 1376; 1344; 1312; 1280; 1248; 1216; 1184;
    1152; 1120; 1088; 1024; 1015; 975; 940; 896; 887; 863; 802; 800; 768; 736; 673; 672; 640; 608;
    557; 544; 511; 480; 448; 416; 384; 352; 320; 288; 256; 224; 192; 160; 128; 96; 64; 0];
  entries := [25608; 25862; 25672; 25862; 25862; 26117; 25735; 26117; 33794; 26117; 37890;
    26117; 26117; 26628; 41986; 26628; 63; 26628; 63; 26628; 26628; 27651; 63; 27651; 63; 27651;
    63; 27651; 27651; 29698; 63; 29698; 29698; 63; 63; 63; 63; 63; 63; 63; 63; 63; 63; 63; 63; 63;
    63; 63; 63; 63; 63; 63; 63; 63; 63; 63; 63; 63; 63; 63; 63; 63; 63; 63; 25608; 25158; 25544;
    25158; 25158; 24645; 25415; 24645; 13378; 24645; 9282; 24645; 24645; 23620; 5186; 23620; 63;
    23620; 63; 23620; 23620; 21571; 63; 21571; 63; 21571; 63; 21571; 21571; 17474; 63; 17474;
    17474; 63; 63; 63; 63; 63; 63; 63; 63; 63; 63; 63; 63; 63; 63; 63; 63; 63; 63; 63; 63; 63; 63;
    63; 63; 63; 63; 63; 63; 63; 63; 63];
  quadratic := 0; linear := 1; denominator := 40;
  unit := 9; slack := 2; bias := 400;
  blocks := [25608; 25672; 25735; 25862; 26117; 26628; 27651; 29698; 33794; 37890; 41986];
  certain := [9; 17; 32; 58; 96; 129; 116; 46; 9; 1; 0; 511];
  wedges := [0; 0; 1; 4; 12; 34; 99; 242; 429; 467; 476; 478];
  tail_start := 320; tail_bits := 5
|}%N.

Definition laplace_wide_hints : hints := {|
  homes := [0; 1; 3; 2; 6; 10; 14; 16; 4; 5; 7; 31];
  runs := [0; 0; 0; 2; 6; 10; 14; 16; 16; 16; 16; 31];
  block_digits := 32; tail_digits := 32
|}%N.

Definition examples : list (parts * hints) := [
  (gaussian_bytes, gaussian_bytes_hints); (gaussian_wide, gaussian_wide_hints);
  (gaussian_two_words, gaussian_two_words_hints); (gaussian_selective, gaussian_selective_hints);
  (laplace_bytes, laplace_bytes_hints); (laplace_wide, laplace_wide_hints)].

Example examples_pass : Forall (fun example => passes (fst example) (snd example)) examples.
Proof.
  repeat (constructor; [split; [| split]; exists 100%nat; vm_compute; reflexivity |]). constructor.
Qed.

Example examples_gaussian :
  gaussian_table gaussian_bytes 2 1 /\ gaussian_table gaussian_wide 16 1
  /\ gaussian_table gaussian_two_words 64 1 /\ gaussian_table gaussian_selective 100 3.
Proof. repeat split. Qed.

Example examples_laplace : laplace_table laplace_bytes 3 2 /\ laplace_table laplace_wide 40 1.
Proof. repeat split. Qed.
