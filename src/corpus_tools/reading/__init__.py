"""Reading: files of any kind -> documents."""
