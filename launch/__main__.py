"""``python -m launch`` is ``redes``."""

from launch.cli import main

if __name__ == "__main__":
    main()
