"""What every bench needs: figures beside a floor in the same run, and a browser that is signed in."""
