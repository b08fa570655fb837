"""Where the frozen program begins."""

from trygg_desktop.__main__ import main

main()
