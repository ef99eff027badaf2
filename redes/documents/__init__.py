"""Documents for a mesa: the packet to print, the spreadsheet, the minutes to edit."""
