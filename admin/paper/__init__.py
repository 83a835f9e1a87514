"""Words of the papers that leave the desk."""
