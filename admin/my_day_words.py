"""The words of My day: why each case stands where it stands."""
