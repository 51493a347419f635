"""What is started at login: a file for each way to have it started, a null one."""
